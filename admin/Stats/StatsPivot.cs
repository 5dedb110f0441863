using System.Text.Json.Nodes;

namespace OneLink.Admin.Stats;

/// <summary>A cross table: a row a combination of values, whose clicks add up to the total.</summary>
/// <param name="By">The dimensions, which name the fields of each row.</param>
/// <param name="Rows">Most clicks first.</param>
internal sealed record StatsPivot(IReadOnlyList<string> By, IReadOnlyList<JsonObject> Rows);
