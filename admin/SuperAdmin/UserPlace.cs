namespace OneLink.Admin.SuperAdmin;

/// <summary>A person's place in an account.</summary>
internal sealed record UserPlace(long AccountId, string AccountName, string Role, bool Suspended);
