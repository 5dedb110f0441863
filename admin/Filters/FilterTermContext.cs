using OneLink.Admin.Database;

namespace OneLink.Admin.Filters;

/// <summary>Where the condition of a row stands.</summary>
/// <param name="AccountId">Whose rows are filtered.</param>
/// <param name="Table">That is filtered.</param>
/// <param name="Prefix">Of the names of its parameters, its own in the statement.</param>
/// <param name="Dialect">How text is looked into.</param>
/// <param name="Today">Day from which days are counted, UTC.</param>
internal sealed record FilterTermContext(long AccountId, string Table, string Prefix, ISqlDialect Dialect, DateOnly Today);
