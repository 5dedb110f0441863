namespace OneLink.Admin.Edges;

/// <summary>A stream that is open under an edge's token, until the edge goes or may no longer have it.</summary>
internal sealed class EdgeAdmission : IDisposable
{
    private readonly Action<EdgeAdmission> _leave;
    private readonly CancellationTokenSource _ended = new();

    /// <param name="edge">As it was when the stream was opened.</param>
    /// <param name="leave">Told once, when the stream closes.</param>
    public EdgeAdmission(Edge edge, Action<EdgeAdmission> leave)
    {
        Edge = edge;
        _leave = leave;
        Ended = _ended.Token;
    }

    public Edge Edge { get; }

    /// <summary>Cancelled when the edge is revoked, or gets another token or other accounts.</summary>
    public CancellationToken Ended { get; }

    public async Task EndAsync()
    {
        try
        {
            await _ended.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The edge has gone by itself.
        }
    }

    public void Dispose()
    {
        _leave(this);
        _ended.Dispose();
    }
}
