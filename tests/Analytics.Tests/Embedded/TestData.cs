namespace OneLink.Analytics.Tests.Embedded;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TestData : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("onelink-clickhouse-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
