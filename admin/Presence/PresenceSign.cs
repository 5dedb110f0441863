namespace OneLink.Admin.Presence;

/// <summary>Somebody's realtime connection has spoken.</summary>
/// <param name="IsContact">A contact; else a person who works in the account.</param>
/// <param name="AccountId">Where.</param>
/// <param name="Id">Id of the contact or user.</param>
/// <param name="Until">How long that counts.</param>
internal readonly record struct PresenceSign(bool IsContact, long AccountId, long Id, DateTimeOffset Until);
