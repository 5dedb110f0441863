namespace OneLink.Architecture.Tests;

/// <summary>Who may reference whom. A new project gets a line here, and with it a reason for being one.</summary>
public sealed class ReferenceRulesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["shared"] = [],
        ["analytics/Client"] = [],
        ["analytics/Ingest"] = ["shared", "analytics/Client"],
        ["analytics/Schema"] = ["analytics/Client"],
        ["analytics/Queries"] = ["shared", "analytics/Client"],
        ["analytics/Embedded"] = ["shared"],
        ["edge"] = ["shared", "analytics/Ingest"],
        ["admin"] = ["shared", "analytics/Client", "analytics/Queries", "analytics/Schema"],
        ["clients/OneLink.Client"] = [],
        ["clients/Samples"] = ["clients/OneLink.Client"],
        ["bench"] = ["shared", "edge", "analytics/Client", "analytics/Ingest", "analytics/Schema", "analytics/Queries", "analytics/Embedded"],
        ["tests/Shared.Tests"] = ["shared"],

        // What the client says and understands is tried on the server itself.
        ["tests/Client.Tests"] = ["clients/OneLink.Client", "admin"],
        ["tests/Edge.Tests"] = ["edge", "shared", "analytics/Ingest", "analytics/Client", "analytics/Schema", "analytics/Embedded"],

        // Its stats are asked of the real engine, in a process of its own.
        ["tests/Admin.Tests"] = ["admin", "shared", "analytics/Client", "analytics/Queries", "analytics/Schema", "analytics/Embedded"],
        ["tests/Analytics.Tests"] =
            ["shared", "analytics/Client", "analytics/Ingest", "analytics/Schema", "analytics/Queries", "analytics/Embedded"],

        // These look at the product from outside: through files, processes and HTTP, as its users' programs do.
        ["tests/Architecture.Tests"] = [],
        ["tests/EndToEnd"] = ["clients/OneLink.Client", "clients/Samples"],
        ["loadtests"] = [],

        // A model of it: sums.
        ["loadtests/Simulation"] = [],
        ["tests/Simulation.Tests"] = ["loadtests/Simulation"],
    };

    public static TheoryData<string> ProjectFolders() => [.. Repository.Projects.Select(project => project.Folder)];

    [Theory]
    [MemberData(nameof(ProjectFolders))]
    public void Project_References_AreThoseTheRulesAllow(string folder)
    {
        Assert.True(Allowed.TryGetValue(folder, out var allowed), $"{folder} is no project of the reference rules: add its line to them.");
        var project = Repository.Projects.Single(candidate => candidate.Folder == folder);

        Assert.Empty(project.References.Except(allowed, StringComparer.Ordinal));
    }

    [Fact]
    public void Shared_Framework_IsPlainDotNet()
    {
        var shared = Repository.Projects.Single(project => project.Folder == "shared");

        Assert.Equal("Microsoft.NET.Sdk", shared.Sdk);
        Assert.Empty(shared.Includes("FrameworkReference"));
    }

    [Fact]
    public void ProductProject_Files_AreItsOwn()
    {
        // ./onelink rebuilds a process when a file in its projects' folders changes; one from elsewhere would go unseen.
        var strays = from project in Repository.Projects
                     where !project.Folder.StartsWith("tests/", StringComparison.Ordinal)
                     from file in project.OutsideFiles
                     select $"{project}: {file}";

        Assert.Empty(strays);
    }
}
