"""Confidence against being right."""

from __future__ import annotations

import pytest

from evaluation.calibration import Bin, bins_of, calibration_error
from evaluation.shares import Share


def test_predictions_are_sorted_into_tenths_and_empty_ones_are_left_out():
    assert bins_of([(0.95, True), (1.0, False), (0.25, True)]) == [
        Bin(0.2, 0.3, 1, 0.25, 1.0),
        Bin(0.9, 1.0, 2, 0.975, 0.5),
    ]


def test_the_error_is_the_distance_of_confidence_and_share_right_weighed_by_number():
    predictions = [(0.9, True), (0.9, False), (0.9, False), (0.2, False)]
    assert calibration_error(predictions) == pytest.approx((3 * abs(0.9 - 1 / 3) + 0.2) / 4)


def test_confidence_that_keeps_its_word_has_no_error():
    assert calibration_error([(0.5, True), (0.5, False)]) == 0


def test_without_predictions_there_is_no_error_to_tell():
    assert calibration_error([]) is None


def test_the_interval_of_a_share_is_that_of_wilson():
    assert Share(8, 10).interval == pytest.approx((0.490, 0.943), abs=0.001)


@pytest.mark.parametrize(("share", "bound"), [(Share(0, 5), 0.0), (Share(5, 5), 1.0)])
def test_the_interval_stays_within_none_and_all(share: Share, bound: float):
    assert bound in share.interval


def test_a_share_of_nothing_has_neither_value_nor_interval():
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)
