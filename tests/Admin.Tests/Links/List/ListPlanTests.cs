using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links.List;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links.List;

/// <summary>What SQLite makes of each list's statements: EXPLAIN QUERY PLAN.</summary>
public sealed class ListPlanTests
{
    [SqliteFact]
    public async Task Statements_AnyFilterOnAnySort_SeekAnIndexInItsOrder()
    {
        await using var server = await AdminServer.StartAsync();
        var database = server.Services.GetRequiredService<IDatabase>();
        var domain = (await server.Services.GetRequiredService<DomainRepository>().OfAccountAsync(1, CancellationToken.None)).Default!;
        var bad = new List<string>();
        foreach (var query in Queries(domain))
        {
            foreach (var path in LinkPaths.InOrder(query).Concat(LinkPaths.Narrowing(query)).Distinct())
            {
                foreach (var (name, sql, parameters) in Statements(database, query, path))
                {
                    var plan = await database.ReadAsync(
                        async connection => (await connection.QueryAsync<PlanStep>("EXPLAIN QUERY PLAN " + sql, parameters)).Select(step => step.Detail).ToList(),
                        CancellationToken.None);
                    var sorts = plan.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
                    var scans = plan.Any(step => step.StartsWith("SCAN ", StringComparison.Ordinal) && step is not "SCAN counted");

                    // Few enough links are sorted when they have been read: those of the time alone.
                    var isByTime = path == LinkPath.CreationTime && name != "among";
                    var seeksTime = plan.Any(step => step.Contains("id>", StringComparison.Ordinal));
                    if (scans || (isByTime && !seeksTime) || sorts != (isByTime && name != "count"))
                    {
                        bad.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {path} {query}: {string.Join(" | ", plan)}"));
                    }
                }
            }
        }

        Assert.True(bad.Count == 0, string.Join(Environment.NewLine, bad.Take(10)));
    }

    private static IEnumerable<(string Name, string Sql, DynamicParameters Parameters)> Statements(IDatabase database, LinkQuery query, LinkPath path)
    {
        var page = new LinkListSql(database, 1, query, path);
        yield return ("page", page.Page(101, end: null), page.Parameters);
        var walk = new LinkListSql(database, 1, query, path);
        yield return ("walk", walk.Page(101, new LinkCursor(query.Sort, Value(query.Sort), 1)), walk.Parameters);
        var count = new LinkListSql(database, 1, query, path);
        yield return ("count", count.Count(10_001), count.Parameters);
        var boundary = new LinkListSql(database, 1, query, path);
        yield return ("boundary", boundary.Boundary(10_000), boundary.Parameters);

        var among = new DynamicParameters();
        among.AddDynamicParams(new { ids = new[] { 1L, 2L, 3L }, account = 1, domain = 1, tag = "a" });
        yield return ("among", LinkListSql.Among(query), among);
    }

    /// <summary>Every set of filters with every order, with and without a cursor.</summary>
    private static IEnumerable<LinkQuery> Queries(LinkDomain domain)
        => from sort in LinkSort.All
           from cursor in new[] { null, new LinkCursor(sort, Value(sort), 5) }
           from tag in new[] { null, "a" }
           from onDomain in new[] { null, domain }
           from enabled in new bool?[] { null, true, false }
           from time in new long?[] { null, 3 }
           select new LinkQuery
           {
               Sort = sort,
               Cursor = cursor,
               Tag = tag,
               Domain = onDomain,
               Enabled = enabled,
               IdsFrom = time,
               IdsBelow = time + 6,
           };

    private static object? Value(LinkSort sort) => sort.By switch
    {
        LinkSortValue.CreatedAt => null,
        LinkSortValue.Slug => "summer",
        _ => 7L,
    };

    private sealed record PlanStep
    {
        public required string Detail { get; init; }
    }
}
