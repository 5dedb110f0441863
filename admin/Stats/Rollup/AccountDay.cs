namespace OneLink.Admin.Stats.Rollup;

/// <summary>A UTC day of one account.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Day">Its first second, Unix time.</param>
internal readonly record struct AccountDay(long AccountId, long Day);
