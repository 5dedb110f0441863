using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.CustomFilters;

/// <summary>The rules by which people save filters.</summary>
internal sealed class CustomFilterChanges(IDatabase database, TimeProvider clock)
{
    /// <summary>Of one person in an account.</summary>
    public const int MaxFilters = 1_000;

    public Task<RecordOutcome<CustomFilter>> CreateAsync(long accountId, long userId, CustomFilterInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
                var filter = input.ApplyTo(new CustomFilter { Id = 0, AccountId = accountId, UserId = userId, CreatedAt = at, UpdatedAt = at }, at);
                var errors = Check(filter);
                if (await CustomFilterRepository.CountAsync(scope, accountId, userId) >= MaxFilters)
                {
                    errors.Add("account_id", RecordErrorCode.Invalid, string.Create(
                        CultureInfo.InvariantCulture, $"Limit reached. The maximum number of allowed custom filters for a user per account is {MaxFilters}."));
                }

                return errors.Any
                    ? new RecordOutcome<CustomFilter>(errors)
                    : new RecordOutcome<CustomFilter>(filter with { Id = await CustomFilterRepository.InsertAsync(scope, filter) });
            },
            cancellationToken);

    public Task<RecordOutcome<CustomFilter>> UpdateAsync(long accountId, long userId, long id, CustomFilterInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await CustomFilterRepository.FindAsync(scope, accountId, userId, id) is not { } before)
                {
                    return RecordOutcome<CustomFilter>.NotThere;
                }

                var after = input.ApplyTo(before, clock.GetUtcNow().ToUnixTimeMilliseconds());
                var errors = Check(after);
                if (errors.Any)
                {
                    return new RecordOutcome<CustomFilter>(errors);
                }

                await CustomFilterRepository.UpdateAsync(scope, after);
                return new RecordOutcome<CustomFilter>(after);
            },
            cancellationToken);

    private static RecordErrors Check(CustomFilter filter)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", filter.Name);
        TextRules.Length(errors, "name", filter.Name);
        TextRules.Length(errors, "query", filter.Query, TextRules.TextLength);
        return errors;
    }
}
