namespace OneLink.EndToEnd.Harness;

/// <summary>Where the tests find what they test, and what they test it with.</summary>
internal static class Places
{
    /// <summary>The repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What <c>./onelink test</c> has published: a folder for each process.</summary>
    public static string Artifacts { get; } = FromEnvironment("ONELINK_TEST_ARTIFACTS") ?? Path.Combine(Root, "artifacts");

    /// <summary>Real links and real traffic, beside the repository; not everybody who checks out has them.</summary>
    public static string Shared { get; } = FromEnvironment("ONELINK_SHARED") ?? Path.Combine(Root, "..", "shared");

    /// <returns>The file's path, or null where it is not there.</returns>
    public static string? SharedFile(string path)
        => Path.Combine(Shared, path) is var file && File.Exists(file) ? file : null;

    /// <exception cref="FileNotFoundException">It has not been built.</exception>
    public static string Binary(string folder, string name)
        => Path.Combine(Artifacts, folder, name) is var file && File.Exists(file)
            ? file
            : throw new FileNotFoundException($"{file} is missing: ./onelink test builds it.", file);

    private static string? FromEnvironment(string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? Path.GetFullPath(value) : null;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OneLink.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"OneLink.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
