"""Columns of data sets, in their order: to write them, and to know a table that lost its names; no logic."""

from __future__ import annotations

ACLED = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type"),
    *("sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2"),
    *("interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3"),
    *("location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes"),
    *("fatalities", "tags", "timestamp"),
)
GED = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id"),
    *("conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id"),
    *("side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline", "source_original"),
    *("where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude"),
    *("longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity"),
    *("date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
GED_HDX = (
    *("id", "year", "active_year", "type_of_violence", "conflict_new_id", "conflict_name"),
    *("dyad_new_id", "dyad_name", "side_a_new_id", "side_a", "side_b_new_id", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude"),
    *("geom_wkt", "priogrid_gid", "country", "iso3", "country_id", "region", "event_clarity"),
    *("date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "low", "best", "high", "gwnoa", "gwnob", "start_year", "end_year"),
)
AIRWARS = (
    *("post_id", "post_status", "post_published", "post_modified", "permalink", "code"),
    *("previous_codes", "date_type", "date", "date_end", "local_time_type", "local_time"),
    *("local_time_start", "local_time_end", "local_time_of_day", "country_name", "country_slug"),
    *("location_name", "location_name_arabic", "location_name_hebrew", "location_name_ukrainian"),
    *("region", "strike_status_name", "strike_status_slug", "infrastructure_name"),
    *("infrastructure_slug", "strike_type_name", "strike_type_slug", "targeted_belligerent_name"),
    *("targeted_belligerent_slug", "total_strikes", "civilian_harm_reported"),
    *("civilian_harm_status_name", "civilian_harm_status_slug", "geolocated", "latitude", "longitude"),
    *("geolocation_status_name", "geolocation_status_slug", "geolocation_accuracy_name"),
    *("geolocation_accuracy_slug", "num_victims", "civilian_non_combatants_killed_min"),
    *("civilian_non_combatants_killed_max", "civilian_non_combatants_injured_min"),
    *("civilian_non_combatants_injured_max", "belligerent_1_belligerent_name"),
    *("belligerent_1_mgrs_coordinate", "belligerent_1_mgrs_accuracy"),
)
