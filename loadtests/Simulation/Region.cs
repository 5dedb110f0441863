namespace OneLink.Simulation;

/// <summary>Where edges stand.</summary>
/// <param name="Name">A city.</param>
/// <param name="Continent">Where visitors of a lost region are led.</param>
/// <param name="Share">Of all taps.</param>
/// <param name="ToHome">Seconds one way to the region of admin and ClickHouse.</param>
internal sealed record Region(string Name, string Continent, double Share, double ToHome);
