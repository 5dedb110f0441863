using OneLink.Admin.Hosting;

namespace OneLink.Admin.Edges;

/// <summary>
/// The streams that edges have open here. A command revokes an edge beside this process, or beside another admin: so the
/// table is looked at twice a second while there is a stream to end.
/// </summary>
internal sealed class EdgeAdmissions(EdgeRepository edges, TimeProvider clock, ILogger<EdgeAdmissions> logger)
    : PeriodicUpkeep(Interval, clock, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly HashSet<EdgeAdmission> _open = [];

    public EdgeAdmission Open(Edge edge)
    {
        var admission = new EdgeAdmission(edge, Leave);
        lock (_gate)
        {
            _open.Add(admission);
        }

        return admission;
    }

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        // Before the table is read: who came after that would be missing there.
        var opened = Opened();
        if (opened.Count == 0)
        {
            return;
        }

        var present = (await edges.AllAsync(cancellationToken)).ToDictionary(edge => edge.Id);
        foreach (var admission in opened)
        {
            if (!present.TryGetValue(admission.Edge.Id, out var edge) || !edge.Admits(admission.Edge))
            {
                await admission.EndAsync();
            }
        }
    }

    private IReadOnlyList<EdgeAdmission> Opened()
    {
        lock (_gate)
        {
            return [.. _open];
        }
    }

    private void Leave(EdgeAdmission admission)
    {
        lock (_gate)
        {
            _open.Remove(admission);
        }
    }
}
