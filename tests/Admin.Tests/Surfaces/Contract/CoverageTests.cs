using System.Reflection;
using OneLink.Admin.Tests.OpenApi;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>
/// Compares docs/api/coverage.md with the calls that were made. What a run of some tests can tell of it is told then; that it
/// is complete, a run of all.
/// </summary>
[Collection(AfterAllOthers.Name)]
public sealed class CoverageTests
{
    private static readonly string Path = System.IO.Path.Combine(ApiDescription.RepositoryRoot(), CoveragePage.File);

    /// <summary>The tests of this project, this one apart.</summary>
    private static readonly IReadOnlyList<MethodInfo> Tests =
    [
        .. from type in typeof(CoverageTests).Assembly.GetTypes()
           where type != typeof(CoverageTests)
           from method in type.GetMethods()
           where method.GetCustomAttribute<FactAttribute>() is { Skip: null }
           select method,
    ];

    private static bool IsWholeRun => Tests.All(RunningTestAttribute.All.Contains);

    [Fact]
    public async Task Page_EveryTestItNames_MakesTheCallItIsNamedFor()
    {
        var tests = Tests.ToDictionary(CoveragePage.NameOf, StringComparer.Ordinal);
        var made = SurfaceCalls.All.Select(call => (call.Operation.ToString(), call.Case, CoveragePage.NameOf(call.Test))).ToHashSet();

        var untrue = from claim in CoveragePage.Named(await File.ReadAllTextAsync(Path))
                     where !tests.TryGetValue(claim.Test, out var test)
                         || (RunningTestAttribute.All.Contains(test) && !made.Contains((claim.Operation, claim.Case, claim.Test)))
                     select $"{claim.Operation}: {claim.Test} shows no {claim.Case}";

        Assert.Empty(untrue);
    }

    [Fact]
    public async Task Page_AfterAllTests_IsWhatTheyMake()
    {
        var committed = await File.ReadAllTextAsync(Path);
        if (!IsWholeRun)
        {
            return;
        }

        var made = CoveragePage.Of([.. SurfaceCalls.All], committed);
        if (Environment.GetEnvironmentVariable("COVERAGE_PAGE") == "write")
        {
            await File.WriteAllTextAsync(Path, made);
            return;
        }

        Assert.True(made == committed, $"{CoveragePage.File} is not what the tests make. Run ./onelink coverage.");
    }

    [Fact]
    public async Task Page_EveryOperation_IsCoveredThreeTimes()
    {
        var named = CoveragePage.Named(await File.ReadAllTextAsync(Path)).Select(claim => (claim.Operation, claim.Case)).ToHashSet();

        var missing = from operation in SurfaceOperations.All
                      from @case in Enum.GetValues<CallCase>()
                      where !named.Contains((operation.ToString(), @case))
                      select $"{operation}: no {@case}";

        Assert.Empty(missing);
    }
}
