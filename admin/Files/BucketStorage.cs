using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace OneLink.Admin.Files;

/// <summary>Keeps files in a bucket of a store that speaks S3's protocol, for several machines.</summary>
internal sealed class BucketStorage(BucketSettings settings) : IFileStorage, IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = settings.Service.AbsoluteUri,
            AuthenticationRegion = settings.Region,

            // What others than Amazon understand: the bucket in the path, and no checksums of a newer kind.
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });

    public Task PutAsync(string key, Stream content, CancellationToken cancellationToken)
        => RunAsync(() => _client.PutObjectAsync(
            new PutObjectRequest { BucketName = settings.Bucket, Key = key, InputStream = content, AutoCloseStream = false, UseChunkEncoding = false },
            cancellationToken));

    /// <summary>Through a file of its own: what the store sends cannot be read twice, which ranges ask for.</summary>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetObjectAsync(settings.Bucket, key, cancellationToken);
            var copy = new FileStream(
                Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            await answer.ResponseStream.CopyToAsync(copy, cancellationToken);
            copy.Position = 0;
            return copy;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonServiceException exception)
        {
            throw Failed(exception);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
        => RunAsync(() => _client.DeleteObjectAsync(settings.Bucket, key, cancellationToken));

    public void Dispose() => _client.Dispose();

    private static async Task RunAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (AmazonServiceException exception)
        {
            throw Failed(exception);
        }
    }

    private static IOException Failed(AmazonServiceException exception) => new("The store of files answered: " + exception.Message, exception);
}
