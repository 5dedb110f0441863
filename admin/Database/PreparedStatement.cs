namespace OneLink.Admin.Database;

/// <summary>A statement that is prepared once for the life of its connection, and whose parameters are set by position.</summary>
internal abstract class PreparedStatement : IDisposable
{
    /// <param name="values">Of each parameter: <c>long</c>, <c>string</c>, <c>byte[]</c> or null.</param>
    /// <returns>Rows written: 0 where <c>ON CONFLICT DO NOTHING</c> did nothing.</returns>
    public abstract Task<int> ExecuteAsync(params ReadOnlySpan<object?> values);

    /// <summary>Executes it once for each row, in their order. What each of them did is not told.</summary>
    /// <param name="rows">Values as above.</param>
    public virtual async Task ExecuteEachAsync(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            await ExecuteAsync(row);
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
