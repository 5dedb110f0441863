using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Labels;

/// <summary>
/// Labels that contacts and conversations carry: free text, whether or not the account offers a label of that title.
/// </summary>
/// <param name="table">Table of the tags.</param>
/// <param name="owner">Its column of who carries them.</param>
internal sealed class LabelTags(string table, string owner)
{
    private const int MaxTags = 1_000;

    public static LabelTags OfContacts { get; } = new("contact_labels", "contact_id");

    public static LabelTags OfConversations { get; } = new("conversation_labels", "conversation_id");

    /// <summary>The statement that reads the titles of <c>@ownerId</c> of <c>@accountId</c>, in the order in which they were given.</summary>
    public string ReadSql => $"SELECT title FROM {table} WHERE account_id = @accountId AND {owner} = @ownerId ORDER BY id";

    /// <summary>Makes the list exactly this; blanks and repetitions are dropped.</summary>
    /// <returns>The titles before and after.</returns>
    public async Task<(List<string> Before, List<string> After)> ReplaceAsync(WriteScope scope, long accountId, long ownerId, IEnumerable<string> titles)
    {
        List<string> before = [.. await scope.QueryAsync<string>(ReadSql, new { accountId, ownerId })];
        List<string> after = [.. titles.Select(title => title.Trim()).Where(title => title.Length > 0).Distinct(StringComparer.Ordinal)];
        foreach (var title in before.Except(after, StringComparer.Ordinal))
        {
            await scope.ExecuteAsync($"DELETE FROM {table} WHERE {owner} = @ownerId AND title = @title", new { ownerId, title });
        }

        foreach (var title in after.Except(before, StringComparer.Ordinal))
        {
            await scope.ExecuteAsync(
                $"INSERT INTO {table} (account_id, {owner}, title) VALUES (@accountId, @ownerId, @title)", new { accountId, ownerId, title });
        }

        return (before, [.. await scope.QueryAsync<string>(ReadSql, new { accountId, ownerId })]);
    }

    /// <summary>Whether titles can be given.</summary>
    public static RecordErrors Check(IReadOnlyCollection<string> titles)
    {
        var errors = new RecordErrors();
        if (titles.Count > MaxTags)
        {
            errors.Add("labels", RecordErrorCode.TooLong, $"are too many (maximum is {MaxTags})");
        }

        foreach (var title in titles)
        {
            TextRules.Length(errors, "labels", title);
        }

        return errors;
    }

    public static async Task RenameAsync(WriteScope scope, long accountId, string from, string to)
    {
        foreach (var tags in (LabelTags[])[OfContacts, OfConversations])
        {
            await tags.RenameOwnAsync(scope, accountId, from, to);
        }
    }

    private async Task RenameOwnAsync(WriteScope scope, long accountId, string from, string to)
    {
        // Who carries both keeps one.
        await scope.ExecuteAsync(
            $"""
            DELETE FROM {table} WHERE account_id = @accountId AND title = @from
              AND {owner} IN (SELECT {owner} FROM {table} WHERE account_id = @accountId AND title = @to)
            """,
            new { accountId, from, to });
        await scope.ExecuteAsync($"UPDATE {table} SET title = @to WHERE account_id = @accountId AND title = @from", new { accountId, from, to });
    }
}
