using System.Text.Json.Serialization;

namespace OneLink.Admin.SuperAdmin;

/// <summary>An edge by its name, and the machines that run under it.</summary>
/// <param name="Name">Of the edge.</param>
/// <param name="IsDefault">Whether it is the one whose token ONELINK_EDGE_TOKEN holds.</param>
/// <param name="Accounts">Ids of those that it may carry; none for all.</param>
/// <param name="RevokedAt">Since when it is shut out.</param>
/// <param name="Machines">Those that were heard of within a day.</param>
/// <param name="Token">Shown once, to whoever has made it.</param>
internal sealed record EdgeItem(
    string Name,
    bool IsDefault,
    IReadOnlyList<long> Accounts,
    DateTimeOffset? RevokedAt,
    IReadOnlyList<EdgeMachine> Machines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token);
