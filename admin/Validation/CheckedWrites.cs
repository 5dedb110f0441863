using OneLink.Admin.Database;

namespace OneLink.Admin.Validation;

/// <summary>Records that are checked and stored in one transaction: what a check found is still so when the record is stored.</summary>
internal static class CheckedWrites
{
    /// <summary>Stores a new record unless the check finds fault with it.</summary>
    /// <param name="database">Where the transaction is.</param>
    /// <param name="create">The record before it has an id.</param>
    /// <param name="checkAsync">Everything that is wrong with it.</param>
    /// <param name="insertAsync">Stores it and gives it its id.</param>
    /// <param name="cancellationToken">Ends the wait for the transaction.</param>
    public static Task<RecordOutcome<T>> CreateCheckedAsync<T>(
        this IDatabase database,
        Func<T> create,
        Func<WriteScope, T, Task<RecordErrors>> checkAsync,
        Func<WriteScope, T, Task<T>> insertAsync,
        CancellationToken cancellationToken)
        where T : class
        => database.WriteAsync(
            async scope =>
            {
                var record = create();
                var errors = await checkAsync(scope, record);
                return errors.Any ? new RecordOutcome<T>(errors) : new RecordOutcome<T>(await insertAsync(scope, record));
            },
            cancellationToken);

    /// <summary>Stores a change of a record unless the check finds fault with what it would be.</summary>
    /// <param name="database">Where the transaction is.</param>
    /// <param name="findAsync">The record as it is; null where there is none, and then nothing happens.</param>
    /// <param name="change">The record as it shall be.</param>
    /// <param name="checkAsync">Everything that would be wrong with it.</param>
    /// <param name="storeAsync">Stores it: the record as it was, and as it is now.</param>
    /// <param name="cancellationToken">Ends the wait for the transaction.</param>
    public static Task<RecordOutcome<T>> UpdateCheckedAsync<T>(
        this IDatabase database,
        Func<WriteScope, Task<T?>> findAsync,
        Func<T, T> change,
        Func<WriteScope, T, Task<RecordErrors>> checkAsync,
        Func<WriteScope, T, T, Task> storeAsync,
        CancellationToken cancellationToken)
        where T : class
        => database.WriteAsync(
            async scope =>
            {
                if (await findAsync(scope) is not { } before)
                {
                    return RecordOutcome<T>.NotThere;
                }

                var after = change(before);
                var errors = await checkAsync(scope, after);
                if (errors.Any)
                {
                    return new RecordOutcome<T>(errors);
                }

                await storeAsync(scope, before, after);
                return new RecordOutcome<T>(after);
            },
            cancellationToken);
}
