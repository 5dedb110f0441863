using System.Text.Json.Serialization;

namespace OneLink.Admin.SuperAdmin;

/// <summary>A platform app, and how much it may reach.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CreatedAt">Since when it is there.</param>
/// <param name="LastUsedAt">When its token was shown last; null where it was not yet.</param>
/// <param name="Accounts">How many it may reach.</param>
/// <param name="Users">How many it may reach.</param>
/// <param name="AgentBots">How many it may reach.</param>
/// <param name="Token">Shown once, to whoever has made it.</param>
internal sealed record PlatformAppItem(
    long Id,
    string Name,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    long Accounts,
    long Users,
    long AgentBots,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token);
