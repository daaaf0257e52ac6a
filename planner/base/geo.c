#include "planner/base/geo.h"

#include <math.h>

const double geo_earth_radius_km = 6371.0088;
static const double latency_us_per_km = 4.9;

static double radians(double degrees)
{
	return degrees * (acos(-1.0) / 180.0);
}

double geo_great_circle_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
	double half_lat = sin(radians(latitude_b - latitude_a) / 2);
	double half_lon = sin(radians(longitude_b - longitude_a) / 2);
	double chord = half_lat * half_lat + cos(radians(latitude_a)) * cos(radians(latitude_b)) * half_lon * half_lon;

	return 2 * geo_earth_radius_km * asin(fmin(1.0, sqrt(chord)));
}

double geo_latency_ms(double fibre_km)
{
	return fibre_km * latency_us_per_km / 1000;
}
