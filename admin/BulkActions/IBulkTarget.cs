using OneLink.Admin.Conversations;

namespace OneLink.Admin.BulkActions;

/// <summary>Changes one record of a bulk action. What was done already may be done again: a job that is broken off repeats its last step.</summary>
internal interface IBulkTarget
{
    /// <returns>Whether there was something to change.</returns>
    Task<bool> ApplyAsync(long accountId, long id, BulkAction action, Author author, CancellationToken cancellationToken);
}
