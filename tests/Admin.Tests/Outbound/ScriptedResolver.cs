using System.Net;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Tests.Outbound;

/// <summary>Answers each question for a host with the next of its answers, the last one over and over.</summary>
internal sealed class ScriptedResolver : IHostResolver
{
    private readonly Dictionary<string, Queue<string>> _answers = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    public ScriptedResolver With(string host, params string[] answers)
    {
        _answers[host] = new Queue<string>(answers);
        return this;
    }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(host);
            if (!_answers.TryGetValue(host, out var answers))
            {
                return Task.FromResult<IReadOnlyList<IPAddress>>([]);
            }

            var answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
            return Task.FromResult<IReadOnlyList<IPAddress>>([.. answer.Split(' ').Select(IPAddress.Parse)]);
        }
    }
}
