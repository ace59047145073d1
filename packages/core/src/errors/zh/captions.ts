export const captions = {
  'captioner-blind':
    '{model} 不看图片：分别问一张红色图片和一张蓝色图片的颜色，它回答“{red}”和“{blue}”。请选择能看图的模型。',
  'captioner-refused:declined': '{model} 没有描述 {file}，而是回答：“{said}”。请选择别的模型。',
  'captioner-refused:empty': '{model} 对 {file} 没有任何回答。请重试，或选择别的模型。',
  'captioner-refused:thinking': '{model} 对 {file} 思考了很久，却没有给出答案。请选择直接回答的模型，或关闭它的思考。',
  'captioner-busy': ({
    server,
    detail,
    retryAfter,
  }: {
    server: string;
    detail: string;
    retryAfter?: number | undefined;
  }) =>
    `${server ?? '…'} 太忙（${detail ?? '…'}）。请${typeof retryAfter === 'number' ? ` ${retryAfter} 秒后` : '稍后'}再试。`,
  'captioner-unavailable:not-reached':
    '无法连接 {server}。请启动带有模型的服务器（例如“ollama serve”），或检查地址和网络。',
  'captioner-unavailable:lost': '在收到回答之前，与 {server} 的连接中断了。请重试。',
  'captioner-unavailable:silent': '{server} 在 {seconds} 秒内没有回答。模型可能还在载入：请重试，或选择较小的模型。',
  'captioner-unavailable:model': '{server} 上没有可用的模型 {model}（{detail}）。请在那里载入，或选择别的模型。',
  'captioner-unavailable:no-route':
    '{server} 那里没有回答问题的接口（{status}：{detail}）。请检查地址；服务器必须支持 OpenAI 的接口（/v1/chat/completions）。',
  'captioner-unavailable:failed':
    '{server} 处理这张图片时出错（{status}：{detail}）。请重试；如果一直如此，请选择别的模型。',
  'captioner-unavailable:answered': '{server} 拒绝了这个问题（{status}）：{detail}。',
  'captioner-unavailable:answer': '{server} 返回的不是回答（{field}）。请检查地址。',
  'captioner-unavailable:not-here': '这台电脑上没有 {model}。请用以下命令添加：sana models add {id}',
  'captioner-unavailable:ended':
    '{model} 在回答之前就结束了（{detail}）。它可能需要比空闲更多的内存：请关闭其他程序，或选择别的模型。',
  'captioner-unavailable:not-chosen': '没有选择描述图片的模型。请选择能看图的模型。',
  'access-denied:captions': '{server} 需要密钥（{status}：{detail}）。在命令行中请用环境变量 SANA_CAPTION_KEY 给出。',
  'access-denied:captions-key': '{server} 不接受这个密钥（{status}：{detail}）。请向服务器的管理者索取另一个。',
  'access-denied:captions-consent': '图片将离开这台电脑，发往 {host}。如果这是您要的：--send-to {host}',
  'request-invalid:captions-http':
    '{server} 不在这台电脑或它的网络里：图片只能通过 https 发往那里。请用 https 写地址。',
  'image-unreadable:kind': '{file} 是 {kind}，这里无法读取。请存为 PNG、JPEG 或 WebP。',
  'scorer-unfit': 'sana-mini 的评分只认识 sana-mini 画的图片。其他图片请选择 CLIP。',
  'scorer-missing': '没有找到 {title}。请用以下命令获取：sana models add {id}',
  'cancelled:captions': '已停止：{all} 张图片中完成了 {done} 张。再次运行同一命令即可继续。',
  'captions-failed': '{all} 张图片中有 {failed} 张没有描述，原因见上文。再次运行同一命令会重试。',
  'request-invalid:captions-with':
    '“{given}”不能写描述。请选择 stored（图片中的提示词）、endpoint:模型、florence-2-base 或 smolvlm-256m。',
  'request-invalid:captions-language': '{model} 只写英语。请不要指定语言，或选择别的模型。',
  'request-invalid:captions-type': '{first} 和 {second} 在文件中都会叫做 {type}。请只选其中一个。',
  'request-invalid:captions-stem': '{folder} 里有 {first} 和 {second}，它们的描述会写进同一个文件。请重命名其中一个。',
  'request-invalid:other-scorer':
    '{folder} 中的评分来自 {there}；{wanted} 的尺度不同。请选择 --scorer {there}，或用 --force 全部重写。',
  'request-invalid:keep': '最多只能保留画出的 {most} 张图片。请减小 --keep。',
  'request-invalid:seed': '“{given}”不是种子。它必须是整数。',
  'file-missing:pictures': '文件夹 {folder} 里没有图片（PNG、JPEG 或 WebP），也没有分片。',
  'file-missing:folder': '没有文件夹 {folder}。',
  'file-unwritable:beside': '无法写入 {file}（{detail}）。请检查文件夹的权限。',
  'file-unwritable:busy': '另一个命令正在向 {folder} 写描述。请等它结束。',
  'config-invalid:captions': '{file} 的内容不对（{detail}）。请修正，或移到别处。',
  'config-invalid:scorer': '{file} 不是已发布的 CLIP 的一部分（{detail}）。请重新获取。',
} as const;
