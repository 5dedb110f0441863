namespace OneLink.Admin.Access.ApiKeys;

internal sealed record ApiKeyPage(IReadOnlyList<ApiKeyResponse> Data, string? NextCursor);
