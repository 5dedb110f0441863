using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.CannedResponses;

/// <summary>The rules by which canned responses are made, changed and found.</summary>
internal sealed class CannedResponseBook(IDatabase database, CannedResponseRepository stored, TimeProvider clock)
{
    /// <param name="accountId">The account.</param>
    /// <param name="words">Null or empty for all; else what short code or text must hold, in any case. Codes that begin with it come first, then codes that hold it.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<CannedResponse>> FindAsync(long accountId, string? words, CancellationToken cancellationToken)
    {
        var all = await stored.OfAccountAsync(accountId, cancellationToken);
        return string.IsNullOrEmpty(words)
            ? all
            : [.. all.Select(response => (Response: response, Rank: Rank(response, words))).Where(found => found.Rank < NoMatch).OrderBy(found => found.Rank).Select(found => found.Response)];
    }

    public Task<RecordOutcome<CannedResponse>> CreateAsync(long accountId, CannedResponseInput input, CancellationToken cancellationToken)
        => database.CreateCheckedAsync(
            () =>
            {
                var at = Now;
                return input.ApplyTo(new CannedResponse { Id = 0, AccountId = accountId, CreatedAt = at, UpdatedAt = at }, at);
            },
            CheckAsync,
            static async (scope, response) => response with { Id = await CannedResponseRepository.InsertAsync(scope, response) },
            cancellationToken);

    public Task<RecordOutcome<CannedResponse>> UpdateAsync(long accountId, long id, CannedResponseInput input, CancellationToken cancellationToken)
        => database.UpdateCheckedAsync(
            scope => CannedResponseRepository.FindAsync(scope, accountId, id),
            before => input.ApplyTo(before, Now),
            CheckAsync,
            static (scope, _, after) => CannedResponseRepository.UpdateAsync(scope, after),
            cancellationToken);

    private const int NoMatch = 3;

    private static int Rank(CannedResponse response, string words)
        => response.ShortCode.StartsWith(words, StringComparison.OrdinalIgnoreCase) ? 0
            : response.ShortCode.Contains(words, StringComparison.OrdinalIgnoreCase) ? 1
            : response.Content.Contains(words, StringComparison.OrdinalIgnoreCase) ? 2
            : NoMatch;

    private static async Task<RecordErrors> CheckAsync(WriteScope scope, CannedResponse response)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "content", response.Content);
        TextRules.Length(errors, "content", response.Content, TextRules.TextLength);
        TextRules.Present(errors, "short_code", response.ShortCode);
        TextRules.Length(errors, "short_code", response.ShortCode);
        if (await CannedResponseRepository.IsTakenAsync(scope, response))
        {
            errors.Taken("short_code");
        }

        return errors;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
