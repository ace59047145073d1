import type { PluginTexts } from './en.ts';

export const zh: PluginTexts = {
  place: '放置位置',
  places: { fill: '填入图层', beside: '放在旁边（网格）', replace: '替换文字' },
  fit: '适配',
  fits: { FILL: '填满', FIT: '完整显示' },
  when: '插入',
  whens: { ready: '完成后自动插入', click: '点击后插入' },
  undo: '撤销',
  undos: { together: '一次撤销整批', each: '逐张撤销' },
  thisFile: '此文件',
  selectedLayer: '所选图层',
  markedPart: '所选形状下的部分',
  wireframe: '根据此线框图',
  together: layers => `合并 ${layers} 个图层`,
  leftOut: {
    locked: layer => `“${layer}”或其所在的图层已锁定。请先解锁。`,
    nothing: layer => `“${layer}”已隐藏，或其中没有可填充的内容。`,
  },
  nothingSelected: '未选择任何图层：图片将放在视图中央。',
  altText: '撰写替代文本',
  altTexts: {
    none: '所选内容中没有在此生成的图片，无法用其提示词作为替代文本。',
    written: texts => `已写入的替代文本：${texts}。`,
    same: texts => `已存在：${texts}。`,
    stay: texts => `保留的其他文本：${texts}。`,
    kept: (texts, before, after) =>
      texts === 1 ? `现为“${before}”。要替换为“${after}”吗？` : `有 ${texts} 处写着其他内容，例如“${before}”。`,
    replace: '替换',
    refused: layers => `已锁定或不支持批注：${layers.map(name => `“${name}”`).join('、')}。`,
  },
  about: '关于',
  report: '用于问题报告',
  copy: '复制',
  test: '测试此 Figma',
  resize: '调整面板大小：方向键或拖动',
  readOnly: '开发模式下无法修改图层，但可以生成并下载图片。',
  unreadable: layers =>
    `Figma 未能完整读取${layers.map(name => `“${name}”`).join('、')}，其余部分可正常使用。常见原因是组件集存在错误。`,
  notices: {
    locked: '所选内容中有锁定的图层，这些图层保持不变。',
    'no words': '有些位置没有可用作提示词的文字，请自行填写。',
    'too many': '图层过多，无法全部查看，请减少所选内容。',
  },
  remarks: {
    hidden: '图片位于隐藏的图层中。',
    'outside-instance': '实例中无法添加内容，图片已放在旁边。',
    'outside-frame': '图片放在图层所在容器的旁边：放在里面会移动其他图层，或无法看到。',
    'not-remembered': '提示词太长，无法随图层保存，因此不能从图层重新生成。',
    covered: '有形状盖在图片上：隐藏或删除它们即可看到整张图片。',
  },
};
