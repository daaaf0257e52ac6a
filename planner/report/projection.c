#include "planner/report/projection.h"
#include "planner/base/geo.h"

#include <math.h>

static const double least_n = 1e-3; /* below it the cone's apex is so far off that digits are lost */

static double radians(double degrees)
{
	return degrees * (acos(-1.0) / 180);
}

static double degrees(double radian)
{
	return radian * (180 / acos(-1.0));
}

/*
 * rho = R sqrt(c - 2 n sin latitude) / n is the distance to the cone's apex. c - 2 n is
 * (1 - sin south)(1 - sin north), so that the root is of nothing negative but for rounding.
 */
static double rho_km(const struct projection *p, double latitude_deg)
{
	return geo_earth_radius_km * sqrt(fmax(0, p->c - 2 * p->n * sin(radians(latitude_deg)))) / p->n;
}

struct projection projection_albers(double latitude_deg, double longitude_deg, double south_deg, double north_deg)
{
	struct projection p = { .latitude_deg = latitude_deg, .longitude_deg = longitude_deg };

	p.n = (sin(radians(south_deg)) + sin(radians(north_deg))) / 2;
	p.cosine = cos(radians((fabs(south_deg) + fabs(north_deg)) / 2));
	if (fabs(p.n) < least_n) {
		p.n = 0;
		return p;
	}
	p.c = pow(cos(radians(south_deg)), 2) + 2 * p.n * sin(radians(south_deg));
	p.rho_km = rho_km(&p, latitude_deg);
	return p;
}

void projection_forward(const struct projection *p, double latitude_deg, double longitude_deg, double *x_km,
                        double *y_km)
{
	double east = radians(remainder(longitude_deg - p->longitude_deg, 360)), rho;

	if (fabs(p->n) < least_n) {
		*x_km = geo_earth_radius_km * p->cosine * east;
		*y_km = geo_earth_radius_km * (sin(radians(latitude_deg)) - sin(radians(p->latitude_deg))) / p->cosine;
		return;
	}
	rho = rho_km(p, latitude_deg);
	*x_km = rho * sin(p->n * east);
	*y_km = p->rho_km - rho * cos(p->n * east);
}

bool projection_back(const struct projection *p, double x_km, double y_km, double *latitude_deg, double *longitude_deg)
{
	double sine, east, sign = p->n < 0 ? -1 : 1;

	if (fabs(p->n) < least_n) {
		sine = sin(radians(p->latitude_deg)) + y_km * p->cosine / geo_earth_radius_km;
		east = x_km / (geo_earth_radius_km * p->cosine);
	} else {
		double down = p->rho_km - y_km;
		double of_radius = (x_km * x_km + down * down) * pow(p->n / geo_earth_radius_km, 2);

		sine = (p->c - of_radius) / (2 * p->n);
		east = atan2(sign * x_km, sign * down) / p->n;
	}
	if (!(fabs(sine) <= 1) || !(fabs(east) <= acos(-1.0)))
		return false;
	*latitude_deg = degrees(asin(sine));
	*longitude_deg = p->longitude_deg + degrees(east);
	return true;
}
