import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.distance import EARTH_RADIUS_KM, KM_PER_DEGREE, bounding_box, haversine_km

PAVIA, RHO, ROZZANO = (45.185, 9.158), (45.531, 9.036), (45.381, 9.156)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
radii = st.floats(0.1, 100)


@pytest.mark.parametrize(("there", "kilometres"), [(RHO, 39.6), (ROZZANO, 21.8), (PAVIA, 0)])
def test_distances_from_pavia(there: tuple[float, float], kilometres: float) -> None:
    assert haversine_km(*PAVIA, *there) == pytest.approx(kilometres, abs=0.1)


def test_half_the_globe_is_the_longest_way() -> None:
    assert haversine_km(0, 0, 0, 180) == pytest.approx(EARTH_RADIUS_KM * 3.14159265)
    assert haversine_km(90, 0, -90, 77) == pytest.approx(EARTH_RADIUS_KM * 3.14159265)


@given(latitudes, longitudes, latitudes, longitudes)
def test_a_distance_is_the_same_both_ways(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    assert haversine_km(lat1, lon1, lat2, lon2) == pytest.approx(haversine_km(lat2, lon2, lat1, lon1), abs=1e-6)


def test_a_box_around_rho_is_close_to_its_circle() -> None:
    box = bounding_box(*RHO, 5)
    assert haversine_km(*RHO, box.north, RHO[1]) == pytest.approx(5, abs=0.001)
    assert haversine_km(*RHO, RHO[0], box.east) == pytest.approx(5, abs=0.01)
    assert box.south < RHO[0] < box.north
    assert box.west < RHO[1] < box.east


@given(latitudes, longitudes, radii, st.floats(-1.2, 1.2), st.floats(-1.2, 1.2))
def test_no_point_within_the_radius_is_outside_the_box(
    lat: float, lon: float, radius: float, north: float, east: float
) -> None:
    box = bounding_box(lat, lon, radius)
    there = (lat + north * (box.north - lat), lon + east * (box.east - lon))
    assume(-90 <= there[0] <= 90 and -180 <= there[1] <= 180)
    if haversine_km(lat, lon, *there) <= radius:
        assert box.south <= there[0] <= box.north
        assert box.west <= there[1] <= box.east


@pytest.mark.parametrize(("lat", "lon"), [(89.9, 10), (-90, 0), (45, 179.99), (45, -179.99)])
def test_at_the_poles_and_at_180_degrees_a_box_goes_all_round(lat: float, lon: float) -> None:
    box = bounding_box(lat, lon, 50)
    assert (box.west, box.east) == (-180, 180)
    assert -90 <= box.south < box.north <= 90


def test_one_degree_northwards_has_its_kilometres() -> None:
    assert haversine_km(45, 9, 46, 9) == pytest.approx(KM_PER_DEGREE)
