using System.Reflection;
using OneLink.Admin.Tests.OpenApi;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>
/// Compares docs/api/coverage.md with the calls that were made. Where only some tests have run, what the page says of them is
/// compared; of the others, that they are there.
/// </summary>
[Collection(AfterAllOthers.Name)]
public sealed class CoverageTests
{
    /// <summary>Of the environment: what is generated is written and not compared (<c>./onelink coverage</c>).</summary>
    public const string WriteVariable = "WRITE_COVERAGE";

    /// <summary>What no call can show, and why.</summary>
    private static readonly Dictionary<(string Operation, CallCase Case), string> Impossible = new()
    {
        [("POST /api/v1/accounts/{account_id}/conversations/{conversation_id}/transcript", CallCase.Success)] = "No mail is sent yet.",
    };

    private static readonly HashSet<string> Begun = RunningTestAttribute.All.Select(CoveragePage.NameOf).ToHashSet(StringComparer.Ordinal);

    private static readonly Lazy<string> Committed = new(() =>
    {
        var path = Path.Combine(ApiDescription.RepositoryRoot(), CoveragePage.File);
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
        {
            File.WriteAllText(path, Made(File.ReadAllText(path)));
        }

        return File.ReadAllText(path);
    });

    [Fact]
    public void Page_AfterTheTests_IsWhatTheyMake()
        => Assert.True(Made(Committed.Value) == Committed.Value, $"{CoveragePage.File} is not what the tests make. Run ./onelink coverage.");

    [Fact]
    public void Page_EveryTestItNames_IsThere()
    {
        var tests = (from type in typeof(CoverageTests).Assembly.GetTypes()
                     from method in type.GetMethods()
                     where method.GetCustomAttribute<FactAttribute>() is { Skip: null }
                     select CoveragePage.NameOf(method)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(CoveragePage.Read(Committed.Value).Select(claim => claim.Test).Except(tests, StringComparer.Ordinal));
    }

    [Fact]
    public void Page_EveryOperation_IsCoveredThreeTimes()
    {
        var covered = CoveragePage.Read(Committed.Value).Select(claim => (claim.Operation, claim.Case)).ToHashSet();

        var missing = from operation in SurfaceOperations.All
                      from @case in Enum.GetValues<CallCase>()
                      where !covered.Contains((operation.ToString(), @case)) && !Impossible.ContainsKey((operation.ToString(), @case))
                      select $"{operation}: no {@case}";

        Assert.True(!missing.Any(), string.Join('\n', missing));
    }

    /// <summary>A test that is said to reach for what is another tenant's has made two tenants, apps or inboxes at least.</summary>
    [Fact]
    public void OtherTenantTests_ThatRan_MadeTwoTenants()
        => Assert.Empty(from test in RunningTestAttribute.All
                        where test.IsDefined(typeof(OtherTenantAttribute), inherit: false) && TenantCount.Of(test) < 2
                        select CoveragePage.NameOf(test));

    private static string Made(string committed) => CoveragePage.Of([.. SurfaceCalls.All], CoveragePage.Read(committed), Begun.Contains);
}
