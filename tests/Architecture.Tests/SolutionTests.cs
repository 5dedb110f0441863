namespace OneLink.Architecture.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void Solution_Projects_AreAllThatThereAre()
    {
        var listed = Repository.Read("OneLink.sln")
            .Split('"')
            .Where(part => part.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(part => part.Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Repository.Projects.Select(project => project.Path).Order(StringComparer.Ordinal), listed);
    }
}
