namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>Whose key it is, and what it may do.</summary>
internal sealed record MeResponse(string OrgId, string OrgName, string KeyId, string KeyName, string KeyPrefix, IReadOnlyList<string> Scopes, string? LastUsedAt, string? Region) : OnSyncAnswer;
