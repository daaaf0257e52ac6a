/*
 * geo.h - distances on the earth. Latitude and longitude in degrees, distances in km.
 */
#ifndef RACKPLAN_BASE_GEO_H
#define RACKPLAN_BASE_GEO_H

extern const double geo_earth_radius_km; /* IUGG mean radius: a sphere */

double geo_great_circle_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

/* One-way latency of a fibre of this length: 4.9 microseconds a km. */
double geo_latency_ms(double fibre_km);

#endif
