namespace OneLink.Admin.Database;

/// <summary>The few expressions that the databases write differently. Columns are names of ours, parameters start with @.</summary>
internal interface ISqlDialect
{
    /// <summary>A member of a JSON object as text: of a flag <c>1</c>/<c>0</c> or <c>true</c>/<c>false</c>; null where there is none.</summary>
    /// <param name="column">Holds the object.</param>
    /// <param name="key">Parameter with the member's name, which holds no quotes and no backslash.</param>
    string JsonText(string column, string key);

    /// <summary>A member of a JSON object as a number; null where it is none.</summary>
    string JsonNumber(string column, string key);

    /// <summary>Whether a text holds another, letter for letter.</summary>
    string Contains(string text, string part);

    /// <summary>The statement that reads all ids that a table's index of trigrams has for a term; what it finds does hold the text, in any case of letters.</summary>
    /// <param name="table">A table with an index of trigrams.</param>
    /// <param name="term">Parameter, made by <see cref="TextIndexTerm"/>.</param>
    string TextIndexIds(string table, string term);

    /// <summary>The statement that reads the newest ids in a table's index of trigrams; what it finds does hold the text, in any case of letters.</summary>
    /// <param name="table">A table with an index of trigrams.</param>
    /// <param name="term">Parameter.</param>
    /// <param name="limit">Most ids.</param>
    string NewestInTextIndex(string table, string term, int limit);

    /// <returns>Null where the part is too short for the index.</returns>
    string? TextIndexTerm(long accountId, string part);
}
