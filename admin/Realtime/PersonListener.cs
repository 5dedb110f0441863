namespace OneLink.Admin.Realtime;

/// <summary>A person who works in the account.</summary>
internal sealed record PersonListener(long AccountId, long UserId) : Listener(AccountId);
