namespace OneLink.Admin.Realtime;

/// <summary>Who listens, in one account.</summary>
internal abstract record Listener(long AccountId);
