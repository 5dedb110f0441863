using OneLink.Edge.Hosting;
using OneLink.Edge.Settings;

namespace OneLink.Edge.Tests.Settings;

public sealed class SettingsSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FileAndEnvironment_TheFileGoesFirst()
    {
        Write("# of this edge", "", "ONELINK_EDGE_NAME = \"fra 1\"", "; and more", "ONELINK_EDGE_TOKEN='t=1'", "ONELINK_DRAIN_SECONDS=7");

        (EdgeOptions options, IReadOnlyDictionary<string, string?> values) = Source(("ONELINK_EDGE_NAME", "other"), ("ONELINK_EDGE_MEMORY", "96m")).Read();

        Assert.Equal(("fra 1", "t=1", TimeSpan.FromSeconds(7), 96L << 20), (options.Name, options.Token, options.DrainDelay, options.MemoryBytes));
        Assert.Equal("fra 1", values["ONELINK_EDGE_NAME"]);
    }

    [Theory]
    [InlineData("ONELINK_TRUSTED_PROXIES=10.0.0.0/40", "ONELINK_TRUSTED_PROXIES")]
    [InlineData("ONELINK_LOG_LEVEL=loud", "ONELINK_LOG_LEVEL takes trace, debug, information, warning, error, critical, none, not 'loud'")]
    [InlineData("ONELINK_LOG_LEVEL", "edge.env, line 1: a line takes NAME=value")]
    [InlineData("export ONELINK_LOG_LEVEL=error", "edge.env, line 1: a line takes NAME=value")]
    [InlineData("=error", "edge.env, line 1: a line takes NAME=value")]
    public void Read_BadLine_IsNamed(string line, string expected)
    {
        Write(line);
        Assert.Contains(expected, Assert.Throws<FormatException>(() => Source().Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileThatIsGone_IsAnErrorThatNamesIt()
        => Assert.Contains("edge.env", Assert.Throws<FileNotFoundException>(() => Source().Read()).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_SecretOfAFile_IsAmongTheValues()
    {
        Write();
        Directory.CreateDirectory(_folder["secrets"]);
        File.WriteAllText(_folder["secrets/edge-token"], "first\n");
        Assert.Equal("first", Source().Read().Values["ONELINK_EDGE_TOKEN"]);
    }

    private SettingsSource Source(params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(static v => v.Name, static v => v.Value, StringComparer.Ordinal);
        variables["ONELINK_DATA"] = _folder.Path;
        variables[SettingsFile.Variable] = _folder["edge.env"];
        return new SettingsSource(variables.GetValueOrDefault);
    }

    private void Write(params string[] lines) => File.WriteAllLines(_folder["edge.env"], lines);
}
