namespace OneLink.Admin.Realtime;

/// <summary>The client of a contact in one inbox. The contact that the inbox knows it as may change by a merge.</summary>
internal sealed record ContactListener(long AccountId, long ContactInboxId) : Listener(AccountId);
