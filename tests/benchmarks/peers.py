"""Programs that draw a table of events with other tools: argument 1 is the CSV, argument 2 the page."""

READ = """
import sys
import pandas as pd
events = pd.read_csv(sys.argv[1]).dropna(subset=["lon", "lat"])
"""
FRAME = f"""{READ}
import geopandas as gpd
columns = ["title", "date", "category", "place", "source"]
points = gpd.points_from_xy(events.lon, events.lat, crs=4326)
frame = gpd.GeoDataFrame(events[columns].fillna(""), geometry=points)
"""
PEERS = {
    "folium FastMarkerCluster, 4 columns": f"""{READ}
import folium
from folium.plugins import FastMarkerCluster
drawn = folium.Map([34, 41], zoom_start=6)
FastMarkerCluster(events[["lat", "lon", "title", "date"]].fillna("").values.tolist()).add_to(drawn)
drawn.save(sys.argv[2])
""",
    "geopandas explore, 5 columns": f"""{FRAME}
frame.explore().save(sys.argv[2])
""",
    "lonboard, 5 columns": f"""{FRAME}
from lonboard import Map, ScatterplotLayer
Map(ScatterplotLayer.from_geopandas(frame)).to_html(sys.argv[2])
""",
}
