namespace OneLink.Admin.Database;

/// <summary>Deletes rows that are no longer kept, in pieces that do not hold up writers.</summary>
internal static class OldRows
{
    private const int PieceSize = 1_000;

    /// <param name="database">Where they are.</param>
    /// <param name="sql">Deletes at most <c>@limit</c> rows of before <c>@oldest</c>.</param>
    /// <param name="oldest">Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends before the next piece.</param>
    public static async Task DeleteAsync(IDatabase database, string sql, long oldest, CancellationToken cancellationToken)
    {
        while (await database.WriteAsync(scope => scope.ExecuteAsync(sql, new { oldest, limit = PieceSize }), cancellationToken) == PieceSize)
        {
            // The next piece.
        }
    }
}
