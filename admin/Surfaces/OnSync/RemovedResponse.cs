namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>That something is gone.</summary>
internal sealed record RemovedResponse(string Id, bool Deleted = true) : OnSyncAnswer;
