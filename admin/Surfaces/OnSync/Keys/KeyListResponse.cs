namespace OneLink.Admin.Surfaces.OnSync.Keys;

/// <summary>All keys of an account.</summary>
internal sealed record KeyListResponse(IReadOnlyList<KeyResponse> Keys) : OnSyncAnswer;
