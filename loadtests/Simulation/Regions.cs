namespace OneLink.Simulation;

/// <summary>Twenty regions around an admin and a ClickHouse in Frankfurt; shares are a guess of where people tap, distances are those of common clouds.</summary>
internal static class Regions
{
    public static IReadOnlyList<Region> Twenty { get; } =
    [
        new("Frankfurt", "Europe", 0.09, 0.0005),
        new("London", "Europe", 0.06, 0.008),
        new("Paris", "Europe", 0.05, 0.006),
        new("Madrid", "Europe", 0.04, 0.017),
        new("Stockholm", "Europe", 0.03, 0.012),
        new("Warsaw", "Europe", 0.03, 0.010),
        new("Virginia", "North America", 0.10, 0.045),
        new("Ohio", "North America", 0.05, 0.050),
        new("Oregon", "North America", 0.05, 0.072),
        new("Dallas", "North America", 0.04, 0.060),
        new("São Paulo", "South America", 0.06, 0.102),
        new("Bogotá", "South America", 0.03, 0.090),
        new("Mumbai", "Asia", 0.09, 0.060),
        new("Singapore", "Asia", 0.06, 0.080),
        new("Jakarta", "Asia", 0.05, 0.092),
        new("Tokyo", "Asia", 0.05, 0.118),
        new("Sydney", "Asia", 0.03, 0.140),
        new("Dubai", "Asia", 0.04, 0.055),
        new("Johannesburg", "Africa", 0.03, 0.080),
        new("Lagos", "Africa", 0.02, 0.050),
    ];
}
