namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>What became of many contacts, in the order in which they were sent.</summary>
internal sealed record ContactBatchResponse(int Created, int Updated, int Failed, IReadOnlyList<ContactBatchResult> Results) : OnSyncAnswer;
