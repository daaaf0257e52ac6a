/*
 * projection.h - from degrees to a plane in km and back: Albers' equal-area conic on a sphere. Private to report/.
 */
#ifndef RACKPLAN_REPORT_PROJECTION_H
#define RACKPLAN_REPORT_PROJECTION_H

#include <stdbool.h>

struct projection { /* made by projection_albers() */
	double n;   /* sine of the cone; 0: a cylinder, for windows on both sides of the equator */
	double c, rho_km, cosine;
	double latitude_deg, longitude_deg; /* of the origin: x = y = 0 */
};

/* True to scale along both standard parallels, in -90..90 degrees; of one latitude they may be. */
struct projection projection_albers(double latitude_deg, double longitude_deg, double south_deg, double north_deg);

/* x to the east and y to the north, at the origin. Longitudes are taken the short way round from the origin's. */
void projection_forward(const struct projection *p, double latitude_deg, double longitude_deg, double *x_km,
                        double *y_km);

/* False: nothing on the earth is drawn there. Longitudes within 180 degrees of the origin's, so perhaps beyond 180. */
bool projection_back(const struct projection *p, double x_km, double y_km, double *latitude_deg, double *longitude_deg);

#endif
