namespace OneLink.Admin.SuperAdmin;

/// <summary>An access token: whose it is and when it was used, never the token.</summary>
/// <param name="Kind"><c>user</c>, <c>agent_bot</c> or <c>platform_app</c>.</param>
/// <param name="OwnerId">Of the person, bot or app.</param>
/// <param name="OwnerName">What people call it; of a person, the address.</param>
/// <param name="CreatedAt">Since when it is this one.</param>
/// <param name="LastUsedAt">Null where it was not used since.</param>
internal sealed record AccessTokenItem(string Kind, long OwnerId, string? OwnerName, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);
