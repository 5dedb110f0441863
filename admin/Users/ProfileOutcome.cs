using OneLink.Admin.Validation;

namespace OneLink.Admin.Users;

/// <summary>What became of a change: the person as stored now, or why nothing changed.</summary>
internal readonly record struct ProfileOutcome(User? User, RecordErrors? Errors);
