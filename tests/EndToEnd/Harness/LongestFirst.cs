using Xunit.Abstractions;

[assembly: TestCollectionOrderer("OneLink.EndToEnd.Harness.LongestFirst", "OneLink.EndToEnd")]

namespace OneLink.EndToEnd.Harness;

/// <summary>Starts the longest collections first: one that began last would run alone in the end, on one core.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>Parts of their names, by how long they take.</summary>
    private static readonly string[] Longest = [EdgeBuild.Native, EdgeBuild.Jit, nameof(Faults.FaultRoundsTests), nameof(Cases.DashboardPagesTests), nameof(Campaigns.CampaignTests), nameof(Cluster.ClusterFaultsTests), nameof(Edges.ManyEdgesTests), nameof(Script.LifeTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Rank);

    private static int Rank(ITestCollection collection)
    {
        var rank = Array.FindIndex(Longest, name => collection.DisplayName.Contains(name, StringComparison.Ordinal));
        return rank < 0 ? Longest.Length : rank;
    }
}
