using System.Text.Json.Serialization;

namespace OneLink.Admin.Stats;

/// <summary>One value of a dimension. Of a link, <c>id</c> names it for other calls.</summary>
internal sealed record StatsGroupRow(
    string Value, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id, long Clicks, long UniqueVisitors);
