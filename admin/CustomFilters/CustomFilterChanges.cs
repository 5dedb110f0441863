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
        => database.CreateCheckedAsync(
            () =>
            {
                var at = Now;
                return input.ApplyTo(new CustomFilter { Id = 0, AccountId = accountId, UserId = userId, CreatedAt = at, UpdatedAt = at }, at);
            },
            CheckNewAsync,
            static async (scope, filter) => filter with { Id = await CustomFilterRepository.InsertAsync(scope, filter) },
            cancellationToken);

    public Task<RecordOutcome<CustomFilter>> UpdateAsync(long accountId, long userId, long id, CustomFilterInput input, CancellationToken cancellationToken)
        => database.UpdateCheckedAsync(
            scope => CustomFilterRepository.FindAsync(scope, accountId, userId, id),
            before => input.ApplyTo(before, Now),
            static (_, filter) => Task.FromResult(Check(filter)),
            static (scope, _, after) => CustomFilterRepository.UpdateAsync(scope, after),
            cancellationToken);

    private static async Task<RecordErrors> CheckNewAsync(WriteScope scope, CustomFilter filter)
    {
        var errors = Check(filter);
        if (await CustomFilterRepository.CountAsync(scope, filter.AccountId, filter.UserId) >= MaxFilters)
        {
            errors.Add("account_id", RecordErrorCode.Invalid, string.Create(
                CultureInfo.InvariantCulture, $"Limit reached. The maximum number of allowed custom filters for a user per account is {MaxFilters}."));
        }

        return errors;
    }

    private static RecordErrors Check(CustomFilter filter)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", filter.Name);
        TextRules.Length(errors, "name", filter.Name);
        TextRules.Length(errors, "query", filter.Query, TextRules.TextLength);
        return errors;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
