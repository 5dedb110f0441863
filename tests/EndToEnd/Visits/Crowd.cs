using System.Net;

namespace OneLink.EndToEnd.Visits;

/// <summary>Many visits over a few connections, each connection as fast as the edge answers.</summary>
internal static class Crowd
{
    private const int Connections = 8;

    /// <returns>The answers in the order of the visits.</returns>
    public static async Task<IReadOnlyList<VisitAnswer>> VisitAsync(IPEndPoint edge, IReadOnlyList<Visit> visits)
    {
        var answers = new VisitAnswer[visits.Count];
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(first => Task.Run(async () =>
        {
            using var connection = new KeepAliveConnection(edge);
            for (var i = first; i < visits.Count; i += Connections)
            {
                answers[i] = await connection.SendAsync(visits[i]);
            }
        })));
        return answers;
    }
}
